import type { LateTexts } from './texts.ts'

export const late: LateTexts = {
  coachNotOpened: 'Acabei de enviar um link. Toque nele, por favor, para me ver por vídeo.',
  coachOpened: 'Toque, por favor, no botão da página que abriu e poderemos nos ver.',
  coachInApp: 'Abra o link, por favor, no Safari ou no Chrome: no menu na borda da página, “Abrir no navegador”.',
  coachUnsupported:
    'Abra o link, por favor, em uma versão recente do Chrome, Safari, Edge ou Firefox, ou no seu celular.',
  coachAsking: 'Seu navegador está pedindo câmera e microfone. Toque em “Permitir”, por favor.',
  coachBlocked:
    'Sua câmera ou seu microfone está bloqueado. Siga os passos da página, por favor. Você também pode entrar sem câmera.',
  coachNetwork: 'Parece que sua rede bloqueia o vídeo. Mude, por favor, para os dados móveis ou para outro Wi-Fi.',
  coachLeft: 'Você pode voltar quando quiser: o mesmo link continua valendo.',

  refusedNotYourTask: 'Esta tarefa não está atribuída a você.',
  refusedHandedOver: 'Você transferiu esta conversa.',
  refusedTaskClosed: 'Esta tarefa terminou.',
  refusedTaskNotAssigned: 'A tarefa não foi aceita ou já está em encerramento.',
  refusedStillEnding: 'A última chamada ainda está sendo encerrada. Tente em instantes.',
  refusedTransferPending: 'Já há uma transferência em andamento.',
  refusedTransferOver: 'Outro agente já aceitou ou você já saiu.',
  refusedUnknownTarget: 'Nenhum agente ou fila tem esse nome.',
  refusedAmbiguousTarget: 'Há mais de uma correspondência:',
  refusedSelfTarget: 'Você já tem esta conversa.',
  refusedAlreadyInConversation: 'Já está nesta conversa: {name}',
  refusedTargetUnavailable: '{name} não está disponível.',
  refusedTargetUnreachable: 'Nenhuma transferência chega a {name}. Avise o administrador.',
  refusedWrongChannel: 'Esta conversa não pode ser transferida.',
  refusedNoConversation: 'Esta tarefa não tem chat.',
  refusedNoteTooLong: 'A nota é longa demais ou contém < ou >. Nada foi transferido.',
  refusedLastAgent: 'Não há outro agente aqui. Encerre o chat.',
  refusedSelfRemoval: 'Você não pode se remover. Saia da conversa.',
  refusedNotRemovable: 'Só agentes podem ser removidos.',
  refusedWrongRole: 'Sua função no Flex não permite isso.',
  refusedTooManyTries: 'Tentativas demais. Espere um minuto.',
  refusedNoConsent: 'O cliente não aceitou a gravação.',
  refusedNotAllowed: 'A gravação está desativada aqui.',
  refusedNotHere: 'O cliente não está na chamada.',
}
