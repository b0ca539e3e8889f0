import type { Plugin } from 'vite'

const evaluated = `new Function('url', 'return import(url);')`

/**
 * twilio-video makes its `import()` out of a string as soon as it is loaded (lib/util/dynamicimport.js), which our policy
 * against evaluated text forbids: the whole SDK would not load. This writes the same thing down as code. It is used for
 * noise cancellation only, which we do not ask for. A version without that line stops the build, so that somebody looks.
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
