import type { LateTexts } from './texts.ts'

export const late: LateTexts = {
  coachNotOpened: 'Ich habe Ihnen gerade einen Link geschickt. Bitte tippen Sie darauf, um mich im Video zu sehen.',
  coachOpened: 'Bitte drücken Sie den Knopf auf der geöffneten Seite, dann sehen wir uns.',
  coachInApp: 'Bitte öffnen Sie den Link in Safari oder Chrome: im Menü am Rand der Seite „Im Browser öffnen“ wählen.',
  coachUnsupported:
    'Bitte öffnen Sie den Link in einer aktuellen Version von Chrome, Safari, Edge oder Firefox oder auf Ihrem Telefon.',
  coachAsking: 'Ihr Browser fragt nach Kamera und Mikrofon. Bitte wählen Sie „Zulassen“ oder „Erlauben“.',
  coachBlocked:
    'Kamera oder Mikrofon ist gesperrt. Bitte folgen Sie den Schritten auf der Seite. Es geht auch ohne Kamera.',
  coachNetwork:
    'Ihr Netz blockiert offenbar Videoanrufe. Bitte wechseln Sie zu mobilen Daten oder in ein anderes WLAN.',
  coachLeft: 'Sie können jederzeit zurückkommen: Derselbe Link gilt weiter.',

  refusedNotYourTask: 'Diese Aufgabe ist Ihnen nicht zugewiesen.',
  refusedHandedOver: 'Sie haben diesen Chat weitergeleitet.',
  refusedTaskClosed: 'Diese Aufgabe ist beendet.',
  refusedTaskNotAssigned: 'Die Aufgabe ist nicht angenommen oder schon in der Nachbearbeitung.',
  refusedStillEnding: 'Der letzte Videoanruf wird noch beendet. Bitte gleich noch einmal versuchen.',
  refusedTransferPending: 'Es läuft schon eine Weiterleitung.',
  refusedTransferOver: 'Jemand hat schon angenommen, oder Sie haben den Chat verlassen.',
  refusedUnknownTarget: 'Kein Agent und keine Warteschlange heißt so.',
  refusedAmbiguousTarget: 'Mehrere passen zu diesem Namen:',
  refusedSelfTarget: 'Sie haben diesen Chat schon.',
  refusedAlreadyInConversation: 'Schon in diesem Chat: {name}',
  refusedTargetUnavailable: '{name} ist nicht verfügbar.',
  refusedTargetUnreachable: 'Keine Weiterleitung führt zu {name}. Melden Sie es Ihrer Administration.',
  refusedWrongChannel: 'Dieser Chat kann nicht weitergeleitet werden.',
  refusedNoConversation: 'Zu dieser Aufgabe gibt es keinen Chat.',
  refusedNoteTooLong: 'Die Notiz ist zu lang oder enthält < oder >. Es wurde nichts weitergeleitet.',
  refusedLastAgent: 'Außer Ihnen ist niemand mehr da. Beenden Sie den Chat.',
  refusedSelfRemoval: 'Sie können sich nicht selbst entfernen. Verlassen Sie den Chat.',
  refusedNotRemovable: 'Nur Agenten können entfernt werden.',
  refusedWrongRole: 'Ihre Flex-Rolle erlaubt das nicht.',
  refusedTooManyTries: 'Zu viele Versuche. Bitte warten Sie eine Minute.',
  refusedNoConsent: 'Der Aufzeichnung wurde nicht zugestimmt.',
  refusedNotAllowed: 'Die Aufzeichnung ist hier abgeschaltet.',
  refusedNotHere: 'Die andere Seite ist nicht im Anruf.',
}
