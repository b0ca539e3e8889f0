import type { LateTexts } from './texts.ts'

export const late: LateTexts = {
  coachNotOpened: 'Acabo de enviarle un enlace. Púlselo, por favor, para hablar por videollamada.',
  coachOpened: 'Pulse, por favor, el botón de la página que se ha abierto y podremos vernos.',
  coachInApp:
    'Abra, por favor, el enlace en Safari o Chrome: en el menú del borde de la página, «Abrir en el navegador».',
  coachUnsupported:
    'Abra, por favor, el enlace en una versión reciente de Chrome, Safari, Edge o Firefox, o en su teléfono.',
  coachAsking: 'Su navegador pide permiso para la cámara y el micrófono. Pulse «Permitir», por favor.',
  coachBlocked:
    'La cámara o el micrófono están bloqueados. Siga los pasos de la página, por favor. También puede entrar sin cámara.',
  coachNetwork: 'Parece que su red bloquea el vídeo. Pase, por favor, a los datos móviles o a otra wifi.',
  coachLeft: 'Puede volver cuando quiera: el mismo enlace sigue funcionando.',

  refusedNotYourTask: 'Esta tarea no está asignada a usted.',
  refusedHandedOver: 'Ha transferido esta conversación.',
  refusedTaskClosed: 'Esta tarea ha terminado.',
  refusedTaskNotAssigned: 'La tarea no está aceptada o ya está en finalización.',
  refusedStillEnding: 'La videollamada anterior aún se está cerrando. Inténtelo en un momento.',
  refusedTransferPending: 'Ya hay una transferencia en curso.',
  refusedTransferOver: 'Otro agente ya ha aceptado o usted ya ha salido.',
  refusedUnknownTarget: 'Ningún agente ni cola coincide con ese nombre.',
  refusedAmbiguousTarget: 'Hay varias coincidencias:',
  refusedSelfTarget: 'Usted ya tiene esta conversación.',
  refusedAlreadyInConversation: 'Ya está en esta conversación: {name}',
  refusedTargetUnavailable: '{name} no está disponible.',
  refusedTargetUnreachable: 'Ninguna transferencia llega a {name}. Avise a su administrador.',
  refusedWrongChannel: 'Esta conversación no se puede transferir.',
  refusedNoConversation: 'Esta tarea no tiene chat.',
  refusedNoteTooLong: 'La nota es demasiado larga o contiene < o >. No se ha transferido nada.',
  refusedLastAgent: 'Es el último agente aquí. Finalice el chat.',
  refusedSelfRemoval: 'No puede quitarse de la conversación. Salga de ella.',
  refusedNotRemovable: 'Solo se puede quitar a agentes.',
  refusedWrongRole: 'Su rol de Flex no lo permite.',
  refusedTooManyTries: 'Demasiados intentos. Espere un minuto.',
  refusedNoConsent: 'El cliente no ha aceptado la grabación.',
  refusedNotAllowed: 'La grabación está desactivada aquí.',
  refusedNotHere: 'El cliente no está en la llamada.',
}
