/** The text for browsers without scripts, by the locale of the page; English is in the page itself. */
export const noScript: Readonly<Record<string, string>> = {
  es: 'Esta videollamada necesita JavaScript. Abra el enlace en un navegador que lo tenga activado.',
  fr: 'Cet appel vidéo a besoin de JavaScript. Ouvrez le lien dans un navigateur où il est activé.',
  de: 'Dieser Videoanruf braucht JavaScript. Bitte öffnen Sie den Link in einem Browser, in dem es eingeschaltet ist.',
  'pt-BR': 'Esta chamada de vídeo precisa de JavaScript. Abra o link em um navegador em que ele esteja ativado.',
  ja: 'このビデオ通話にはJavaScriptが必要です。JavaScriptが有効なブラウザでリンクを開いてください。',
}
