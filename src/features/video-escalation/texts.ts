export type Texts = Readonly<Record<string, string>>

/** One link, one sentence, and short: with a 70-character link it stays within two SMS segments. */
const invites: Texts = {
  en: 'Your agent invites you to a video call. Join here: {link}',
  es: 'Su agente le invita a una videollamada. Únase aquí: {link}',
  fr: 'Votre conseiller vous invite à un appel vidéo. Rejoignez-le ici : {link}',
  de: 'Ihr Berater lädt Sie zu einem Videoanruf ein. Hier teilnehmen: {link}',
  pt: 'Seu atendente convida você para uma chamada de vídeo. Entre aqui: {link}',
  ja: '担当者がビデオ通話にご招待しています。こちらからご参加ください: {link}',
}

const cancellations: Texts = {
  en: 'The video call was cancelled. We go on here in the chat.',
  es: 'La videollamada se canceló. Seguimos aquí en el chat.',
  fr: "L'appel vidéo a été annulé. Nous continuons ici par écrit.",
  de: 'Der Videoanruf wurde abgesagt. Wir machen hier im Chat weiter.',
  pt: 'A chamada de vídeo foi cancelada. Continuamos aqui no chat.',
  ja: 'ビデオ通話はキャンセルされました。引き続きこのチャットで対応いたします。',
}

export type Spoken = { readonly locale: string | undefined; readonly fallback: string }

/** `pt-BR` finds `pt-BR`, then `pt`, then the configured language, then English. */
export function textFor(texts: Texts, { locale, fallback }: Spoken): string {
  const wanted = [locale, locale?.split(/[-_]/)[0], fallback, 'en']
  const lower = new Map(Object.entries(texts).map(([name, text]) => [name.toLowerCase(), text]))
  const found = wanted.map((name) => name && lower.get(name.toLowerCase())).find((text) => text !== undefined)
  return found || (invites['en'] ?? '')
}

export const inviteText = (own: Texts | undefined, spoken: Spoken, link: string): string =>
  textFor({ ...invites, ...own }, spoken).replace('{link}', () => link)

export const cancelText = (spoken: Spoken): string => textFor(cancellations, spoken)
