/** Defined by vite.config.ts. */
declare const __FPB_PLUGIN_UNIQUE_NAME: string
declare const __FPB_PLUGIN_VERSION: string
