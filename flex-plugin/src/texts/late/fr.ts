import type { LateTexts } from './texts.ts'

export const late: LateTexts = {
  coachNotOpened: 'Je viens de vous envoyer un lien. Touchez-le, s’il vous plaît, pour me voir en vidéo.',
  coachOpened: 'Appuyez, s’il vous plaît, sur le bouton de la page qui s’est ouverte et nous pourrons nous voir.',
  coachInApp:
    'Ouvrez le lien, s’il vous plaît, dans Safari ou Chrome : dans le menu au bord de la page, « Ouvrir dans le navigateur ».',
  coachUnsupported:
    'Ouvrez le lien, s’il vous plaît, avec une version récente de Chrome, Safari, Edge ou Firefox, ou sur votre téléphone.',
  coachAsking: 'Votre navigateur demande l’accès à la caméra et au micro. Appuyez sur « Autoriser », s’il vous plaît.',
  coachBlocked:
    'Votre caméra ou votre micro est bloqué. Suivez les étapes de la page, s’il vous plaît. Vous pouvez aussi venir sans caméra.',
  coachNetwork:
    'Votre réseau semble bloquer la vidéo. Passez, s’il vous plaît, aux données mobiles ou à un autre Wi-Fi.',
  coachLeft: 'Vous pouvez revenir à tout moment : le même lien fonctionne encore.',

  refusedNotYourTask: 'Cette tâche ne vous est pas attribuée.',
  refusedHandedOver: 'Vous avez transféré cette conversation.',
  refusedTaskClosed: 'Cette tâche est terminée.',
  refusedTaskNotAssigned: 'La tâche n’est pas acceptée ou déjà en fin de traitement.',
  refusedStillEnding: 'Le dernier appel vidéo se termine. Réessayez dans un instant.',
  refusedTransferPending: 'Un autre transfert est en cours.',
  refusedTransferOver: 'Un autre agent a déjà accepté, ou vous avez quitté la conversation.',
  refusedUnknownTarget: 'Aucun agent ni aucune file ne porte ce nom.',
  refusedAmbiguousTarget: 'Plusieurs correspondances :',
  refusedSelfTarget: 'Vous avez déjà cette conversation.',
  refusedAlreadyInConversation: 'Déjà dans cette conversation : {name}',
  refusedTargetUnavailable: '{name} n’est pas disponible.',
  refusedTargetUnreachable: 'Aucun transfert ne mène à {name}. Prévenez votre administrateur.',
  refusedWrongChannel: 'Cette conversation ne peut pas être transférée.',
  refusedNoConversation: 'Cette tâche n’a pas de chat.',
  refusedNoteTooLong: 'La note est trop longue ou contient < ou >. Rien n’a été transféré.',
  refusedLastAgent: 'Il n’y a pas d’autre agent ici. Terminez le chat.',
  refusedSelfRemoval: 'Vous ne pouvez pas vous retirer : quittez la conversation.',
  refusedNotRemovable: 'Seuls les agents peuvent être retirés.',
  refusedWrongRole: 'Votre rôle Flex ne le permet pas.',
  refusedTooManyTries: 'Trop d’essais. Patientez une minute.',
  refusedNoConsent: 'Le client n’a pas accepté l’enregistrement.',
  refusedNotAllowed: 'L’enregistrement est désactivé ici.',
  refusedNotHere: 'Le client n’est pas dans l’appel.',
}
