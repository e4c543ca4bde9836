import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  logLevel: 'warn',
  entry: ['src/index.ts', 'src/main.ts'],
  platform: 'node',
  unbundle: true,
  // With JavaScript among the sources, TypeScript's own isolatedDeclarations cannot be on.
  dts: { oxc: true },
  // What browsers load is served as it is written.
  copy: ['src/browser'],
  sourcemap: true,
  fixedExtension: false,
})

export default config
