import type { StorybookConfig } from '@storybook/react-vite'
import { msw } from 'msw/vite'
import { defaultClientConditions, mergeConfig } from 'vite'
import { serveCompany } from './serveCompany.ts'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./stories/**/*.stories.tsx', '../packages/react/src/**/*.stories.tsx'],
  addons: [
    '@storybook/addon-docs',
    '@storybook/addon-a11y',
    '@storybook/addon-vitest',
    'msw-storybook-addon',
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      plugins: [msw({ mode: 'worker-only' }), serveCompany()],
      // As in vitest.config.ts: dependencies of linked packages are looked for ahead.
      optimizeDeps: {
        entries: ['packages/{core,providers,react}/src/**/*.{ts,tsx}', 'packages/testing/src/index.ts'],
      },
      resolve: { conditions: ['@payloom/source', ...defaultClientConditions] },
    }),
}

export default config
