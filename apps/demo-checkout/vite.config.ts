import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // The packages are read from their sources: a change in one is seen without a build.
  resolve: { conditions: ['@payloom/source', ...defaultClientConditions] },
  build: {
    target: 'es2023',
    sourcemap: true,
    // Nothing inline: the page's policy allows no data: script, and a picture has a name.
    assetsInlineLimit: 0,
    // Every browser that the target names knows modulepreload.
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
})
