import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  logLevel: 'warn',
  entry: ['src/index.ts', 'src/*/index.ts'],
  platform: 'neutral',
  target: 'es2022',
  unbundle: true,
  dts: true,
  sourcemap: true,
  fixedExtension: false,
})

export default config
