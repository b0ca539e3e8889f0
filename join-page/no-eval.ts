import type { Plugin } from 'vite'

const evaluated = `new Function('url', 'return import(url);')`

/**
 * Replaces an evaluated string in twilio-video with code. The SDK builds its `import()` from a string as soon as it is
 * loaded (lib/util/dynamicimport.js). The page's policy forbids evaluated text, so the whole SDK would not load. Only
 * noise cancellation, which this page does not use, needs that `import()`. A version without that line stops the build,
 * so that somebody checks.
 */
export function noEval(): Plugin {
  return {
    name: 'no-eval-in-twilio-video',
    transform: {
      filter: { id: /twilio-video[\\/]es5[\\/]util[\\/]dynamicimport\.js/ },
      handler(code) {
        if (!code.includes(evaluated)) this.error('twilio-video no longer evaluates its import(): this plugin can go')
        return code.replace(evaluated, '(url) => import(/* @vite-ignore */ url)')
      },
    },
  }
}
