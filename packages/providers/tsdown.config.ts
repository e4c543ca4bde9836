import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/*/index.ts'],
  platform: 'neutral',
  unbundle: true,
  dts: true,
  sourcemap: true,
  fixedExtension: false,
})

export default config
