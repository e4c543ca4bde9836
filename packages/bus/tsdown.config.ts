import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  logLevel: 'warn',
  entry: ['src/index.ts', 'src/database/index.ts'],
  platform: 'node',
  unbundle: true,
  dts: true,
  sourcemap: true,
  fixedExtension: false,
})

export default config
