/**
 * What customers write when they ask for video, by language: phrases between commas.
 *
 * - calls: names of a live video. They are a request in a short message, or beside a word of `asking`
 * - wishes: a request by themselves
 * - asking: words of wishing and asking
 * - but: words of refusing, and of a video that was, or that has trouble. They make a message no request, in whatever
 *   language: a customer's is not known here
 */
export const words = {
  en: {
    calls: 'video call, video chat, video conference, video meeting, videocall, videochat, facetime',
    wishes: `
      switch to video, talk over video, talk by video, talk via video, talk on video, can we do video,
      could we do video, can we use video, show you on video, show you over video, see me on video`,
    asking: `
      can, could, may, want, would, like, love, prefer, need, please, possible, let us, let s, lets, how about,
      start, offer, available`,
    but: `
      not, no, never, don t, dont, doesn t, didn t, can t, cannot, won t, isn t, wasn t, without,
      instead of a video, instead of video, yesterday, link, in the video, during the video, after the video,
      my last, the last video, had a video, app, stop, end the video, ended, thanks for the, thank you for the`,
  },
  de: {
    calls: `
      videoanruf, videochat, videocall, videogesprach, videotelefonat, videokonferenz, videotelefonie, video anruf,
      video chat, video call, video gesprach, video telefonat, video konferenz`,
    wishes: 'per video sprechen, per video reden, uber video sprechen, auf video wechseln, per video zeigen',
    asking: `
      konnen, konnten, kann, konnte, durfen, darf, mochte, mochten, will, wollen, wurde, gerne, gern, bitte,
      moglich, lieber, brauche, geht, ginge, lassen sie uns, starten`,
    but: `
      nicht, kein, keine, keinen, nie, ohne, gestern, im videoanruf, beim videoanruf, im videochat,
      im videogesprach, im video, nach dem, letzten, letzte, hatte, hatten, danke fur`,
  },
  fr: {
    calls: `
      appel video, visio, visioconference, visio conference, appel visio, chat video, video conference,
      visiophonie, appel en video, conversation video`,
    wishes: 'passer en video, parler en video, se parler en video, montrer en video, passer a la video',
    asking: `
      peut on, peut, pouvons, pouvez, pourrait, pourrions, pourriez, puis je, voudrais, veux, aimerais, souhaite,
      prefere, possible, s il vous plait, svp, besoin, faire, faisons`,
    but: 'pas, non, jamais, sans, aucun, derniere, dernier, lien, pendant, merci pour',
  },
  es: {
    calls: `
      videollamada, video llamada, videochat, video chat, videoconferencia, llamada de video, llamada por video,
      video conferencia`,
    wishes: 'hablar por video, pasar a video, mostrarle por video, mostrar por video, ensenar por video',
    asking: `
      podemos, podriamos, puedo, puede, podria, quiero, quisiera, quisieramos, gustaria, prefiero, por favor,
      posible, necesito, hacer, hacemos, hagamos, iniciar, se puede`,
    but: 'no, nunca, sin, ayer, enlace, ultima, durante, en la videollamada, gracias por',
  },
  'pt-BR': {
    calls: `
      videochamada, video chamada, chamada de video, chamada por video, ligacao de video, videoconferencia,
      chat de video, video conferencia`,
    wishes: 'falar por video, conversar por video, mostrar por video, passar para video, mudar para video',
    asking: `
      podemos, poderiamos, posso, pode, poderia, quero, queria, gostaria, prefiro, por favor, possivel, preciso,
      fazer, vamos, da para, tem como, iniciar`,
    but: 'nao, nunca, sem, ontem, link, ultima, durante, na videochamada, obrigado pela',
  },
  ja: {
    calls: 'ビデオ通話, テレビ電話, ビデオチャット, ビデオ電話',
    wishes: 'ビデオで話, ビデオで見, ビデオに切り替え',
    asking: 'お願い, 可能, できますか, できませんか, たい, 希望, いいですか, ましょう, ほしい, 欲しい',
    but: '昨日, なし, したくない, リンク, できなかった, 切れ, ありがとう, 不要',
  },
}
