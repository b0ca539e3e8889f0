import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { everyLocale } from '../client-shared/locale.ts'
import { name, version } from './package.json'
import { lateName, localeFile, localeScript } from './src/texts/locale-file.ts'
import { locales } from './src/texts/locales.ts'

const constant = (value: string) => JSON.stringify(value)

/**
 * Emits a file for each other language and for the late texts of each, and one script with all, to deploy a single
 * file.
 */
const languages: Plugin = {
  name: 'languages',
  generateBundle(_, bundle) {
    const others = everyLocale.filter((locale) => locale !== 'en')
    const scripts = [
      ...others.map((locale) => [locale, localeScript(locale, locales[locale].texts)] as const),
      ...everyLocale.map((locale) => [lateName(locale), localeScript(lateName(locale), locales[locale].late)] as const),
    ]
    for (const [file, source] of scripts) this.emitFile({ type: 'asset', fileName: localeFile(name, file), source })
    const main = bundle[`${name}.js`]
    if (main?.type !== 'chunk') throw new Error('There is no script')
    const source = [main.code, ...scripts.map(([, script]) => script)].join('\n')
    this.emitFile({ type: 'asset', fileName: `${name}.all.js`, source })
  },
}

/**
 * Builds the script that Flex loads: one classic script that registers itself while it is evaluated, with the page's
 * React. An ES module, or anything awaited, would be too late for `Twilio.Flex.Plugins.init`.
 */
export default defineConfig({
  root: import.meta.dirname,
  define: {
    'process.env.NODE_ENV': constant('production'),
    // Twilio's tools read these constants: the versions that the plugin was built for.
    __FPB_PLUGIN_UNIQUE_NAME: constant(name),
    __FPB_PLUGIN_VERSION: constant(version),
    __FPB_FLEX_UI_VERSION: constant('2.17.1'),
    __FPB_REACT_VERSION: constant('17.0.2'),
    __FPB_REACT_DOM_VERSION: constant('17.0.2'),
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: constant('7.1.2'),
    __FPB_FLEX_PLUGIN_VERSION: constant('7.1.2'),
  },
  // Flex provides no global for `react/jsx-runtime`.
  oxc: { jsx: { runtime: 'classic' } },
  plugins: [languages],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: join(import.meta.dirname, 'src/main.ts'),
      formats: ['iife'],
      name: 'escalate',
      fileName: () => `${name}.js`,
    },
    rolldownOptions: {
      external: ['react', 'react-dom', 'react-redux', 'redux'],
      output: { globals: { react: 'React', 'react-dom': 'ReactDOM', 'react-redux': 'ReactRedux', redux: 'Redux' } },
    },
  },
})
