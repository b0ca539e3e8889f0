export type Texts = Readonly<Record<string, string>>

/**
 * One link and at most 66 characters of GSM-7: with a link of up to 94 characters one SMS segment (160). A single letter outside of
 * GSM-7 (á, í, ó, ú, ã, õ, ç, ’) would make it 70 a segment, so the words are chosen without them. Japanese takes two segments.
 */
export const invites: Texts = {
  en: 'Your agent invites you to a video call. Join here: {link}',
  es: 'Su agente le invita a una videollamada. Entre con este enlace: {link}',
  fr: 'Votre conseiller vous invite à un appel vidéo. Rejoignez-le ici : {link}',
  de: 'Ihre Ansprechperson lädt zum Videoanruf ein. Hier teilnehmen: {link}',
  pt: 'Seu atendente quer falar por videochamada. Entre aqui: {link}',
  ja: '担当者からビデオ通話のご案内です。こちらからご参加ください：{link}',
}

export const cancellations: Texts = {
  en: 'The video call was cancelled. We will continue here in the chat.',
  es: 'La videollamada se ha cancelado. Seguimos por este chat.',
  fr: "L'appel vidéo a été annulé. Nous continuons ici par écrit.",
  de: 'Der Videoanruf wurde abgesagt. Wir machen hier im Chat weiter.',
  pt: 'A videochamada foi cancelada. Continuamos aqui no chat.',
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
