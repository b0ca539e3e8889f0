type Texts = Readonly<Record<string, string>>

/**
 * Texts with a name, and without one. Each is one short sentence, because a customer reads it in mid-conversation, and
 * uses only letters of GSM-7, so that it fits one SMS segment.
 */
const joined: Texts = {
  en: '{name} is with you now.',
  es: '{name} le atiende ahora.',
  fr: '{name} est maintenant à votre écoute.',
  de: '{name} ist jetzt für Sie da.',
  pt: 'A partir de agora, {name} continua o atendimento.',
  ja: '{name}が対応いたします。',
}
const joinedNameless: Texts = {
  en: 'Another member of our team is with you now.',
  es: 'Otro miembro de nuestro equipo le atiende ahora.',
  fr: 'Un autre membre de notre équipe est maintenant à votre écoute.',
  de: 'Jemand anderes aus unserem Team ist jetzt für Sie da.',
  pt: 'A partir de agora, outra pessoa da nossa equipe continua o atendimento.',
  ja: '別の担当者が対応いたします。',
}
const nobody: Texts = {
  en: 'We are sorry: no agent is free right now. We have kept your message; please write to us again a little later.',
  es: 'Lo sentimos: en este momento no hay agentes libres. Guardamos su mensaje; vuelva a escribirnos dentro de un rato.',
  fr: "Nous sommes désolés : personne n'est disponible pour le moment. Nous gardons votre message ; écrivez-nous à nouveau un peu plus tard.",
  de: 'Es tut uns leid: Gerade ist niemand frei. Wir haben Ihre Nachricht; schreiben Sie uns bitte etwas später noch einmal.',
  pt: 'Pedimos desculpas: neste momento ninguém pode atender. Sua mensagem foi recebida; escreva de novo um pouco mais tarde.',
  ja: '申し訳ございません。ただいま対応できる担当者がおりません。メッセージは保存されています。しばらくしてからもう一度ご連絡ください。',
}

export type Spoken = { readonly locale: string | undefined; readonly fallback: string }

/**
 * Returns the notice for the customer. `pt-BR` finds `pt-BR`, then `pt`, then the configured language, then English.
 */
export function noticeText(notice: 'joined' | 'nobody', name: string | undefined, spoken: Spoken): string {
  const texts = notice === 'nobody' ? nobody : name ? joined : joinedNameless
  const wanted = [spoken.locale, spoken.locale?.split(/[-_]/)[0], spoken.fallback, spoken.fallback.split(/[-_]/)[0]]
  const found = wanted.map((each) => each && texts[each.toLowerCase()]).find((each) => each)
  return (found ?? texts['en'] ?? '').replace('{name}', () => name ?? '')
}
