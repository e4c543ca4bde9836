import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  logLevel: 'warn',
  entry: ['src/index.ts'],
  platform: 'neutral',
  target: 'es2022',
  unbundle: true,
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  inputOptions: (options) => {
    const next = options.onLog
    // Each part keeps its own "use client"; the warning is about bundles, where it would be lost.
    options.onLog = (level, log, fallback) => {
      if (log.code === 'MODULE_LEVEL_DIRECTIVE') return
      if (next) next(level, log, fallback)
      else fallback(level, log)
    }
  },
})

export default config
