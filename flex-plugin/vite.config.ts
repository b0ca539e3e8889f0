import { join } from 'node:path'
import { defineConfig } from 'vite'
import { name, version } from './package.json'

const constant = (value: string) => JSON.stringify(value)

/**
 * What Flex loads: one classic script that registers itself while it is evaluated, with the React of the page and none of
 * its own. An ES module or anything awaited would come too late for `Twilio.Flex.Plugins.init`.
 */
export default defineConfig({
  root: import.meta.dirname,
  define: {
    'process.env.NODE_ENV': constant('production'),
    // Twilio's tools ask a plugin for these. They say what it was built for.
    __FPB_PLUGIN_UNIQUE_NAME: constant(name),
    __FPB_PLUGIN_VERSION: constant(version),
    __FPB_FLEX_UI_VERSION: constant('2.17.1'),
    __FPB_REACT_VERSION: constant('17.0.2'),
    __FPB_REACT_DOM_VERSION: constant('17.0.2'),
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: constant('7.1.2'),
    __FPB_FLEX_PLUGIN_VERSION: constant('7.1.2'),
  },
  // `react/jsx-runtime` is no global of Flex's.
  oxc: { jsx: { runtime: 'classic' } },
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
