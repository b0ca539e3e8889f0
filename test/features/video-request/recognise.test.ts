import { describe, expect, it } from 'vitest'
import { asksForVideo } from '../../../src/features/video-request/recognise.ts'

const isRequest = asksForVideo('on')

const requests = {
  en: [
    'video call',
    'Video call?',
    'VIDEO-CALL please!!',
    'Can we do a video chat?',
    'can we do a videochat',
    'I would like to show you on video.',
    'could we switch to video, it’s easier',
    'Would a video call instead of typing be possible?',
    'Let’s do a video call',
    'FaceTime?',
  ],
  de: [
    'Videoanruf',
    'Können wir einen Videoanruf machen?',
    'KÖNNTEN WIR PER VIDEO SPRECHEN',
    'Ich möchte gerne einen Video-Chat',
    'Videogespräch möglich?',
    'Ich wu\u0308rde lieber einen Videocall machen',
  ],
  fr: [
    'Appel vidéo ?',
    'Peut-on passer en vidéo ?',
    'Est-ce possible de faire une visio ?',
    'je voudrais un appel video svp',
    'Pourrions-nous faire une visioconférence ?',
  ],
  es: [
    '¿Videollamada?',
    '¿Podemos hacer una videollamada?',
    'Quisiera una video llamada, por favor',
    '¿Se puede hablar por vídeo?',
  ],
  pt: [
    'Videochamada?',
    'Podemos fazer uma chamada de vídeo?',
    'Gostaria de falar por vídeo',
    'tem como fazer uma ligação de vídeo com você',
  ],
  ja: [
    'ビデオ通話できますか？',
    'ビデオ通話をお願いします。',
    'テレビ電話で話したいです',
    'ビデオに切り替えてください',
  ],
}

const others = {
  en: [
    '',
    'Hello',
    'The video I sent you does not play',
    'Can you watch my video?',
    'I do not want a video call',
    'No video call please',
    'The video call link does not work',
    'Our video call yesterday was great, can you send the contract?',
    'Thanks for the video call, can I get the invoice?',
    'I am in the video call, can you see me?',
    'Can you videocalling me', // no whole word
    '/video',
    '/video call please',
    '／video call',
    ' /video chat',
    `Can we do a video call? ${'It is a long story. '.repeat(20)}`,
  ],
  de: [
    'Das Video lässt sich nicht abspielen',
    'Ich möchte keinen Videoanruf',
    'Können Sie sich das Video ansehen?',
    'Der Videoanruf gestern war gut, können wir weitermachen?',
    'Bitte nicht per Video sprechen',
  ],
  fr: [
    'La vidéo ne marche pas',
    'Je ne veux pas d’appel vidéo',
    'Pouvez-vous regarder la vidéo ?',
    'merci pour la visio',
  ],
  es: ['El vídeo no funciona', 'No quiero una videollamada', '¿Puede ver el vídeo?', 'Gracias por la videollamada'],
  pt: ['O vídeo não abre', 'Não quero chamada de vídeo', 'Você pode ver o vídeo?', 'Obrigado pela videochamada'],
  ja: ['動画が再生できません', 'ビデオ通話はしたくないです', 'ビデオ通話ありがとうございました', '昨日のビデオ通話'],
}

describe('a message that asks for video', () => {
  const table = Object.entries(requests).flatMap(([locale, all]) => all.map((text) => [locale, text] as const))
  it.each(table)('%s: %s', (_, text) => expect(isRequest(text)).toBe(true))
})

describe('a message that does not', () => {
  const table = Object.entries(others).flatMap(([locale, all]) => all.map((text) => [locale, text] as const))
  it.each(table)('%s: %s', (_, text) => expect(isRequest(text)).toBe(false))
})

describe('a contact centre’s own phrases', () => {
  const own = asksForVideo(['Kamera an', 'Müller-TV', 'カメラ'])

  it('are requests by themselves, as whole words, whatever their case, accents and punctuation', () => {
    for (const text of ['kamera AN!', 'Bitte Kamera an.', 'muller tv', 'MÜLLER–TV?', 'カメラで'])
      expect(own(text), text).toBe(true)
    for (const text of ['Kamera antworten', '/kamera an', 'Meine Kamera']) expect(own(text), text).toBe(false)
  })

  it('replace ours', () => {
    expect(own('Can we do a video call?')).toBe(false)
    expect(asksForVideo('off')('Can we do a video call?')).toBe(false)
  })
})
