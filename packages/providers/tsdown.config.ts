import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/sandbox/index.ts', 'src/plain/index.ts'],
  platform: 'neutral',
  unbundle: true,
  dts: true,
  sourcemap: true,
  fixedExtension: false,
})

export default config
