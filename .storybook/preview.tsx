import type { Preview } from '@storybook/react-vite'
import { mswLoader } from 'msw-storybook-addon/csf3'
import { configure } from 'storybook/test'

// As in test/dom.setup.ts.
configure({ asyncUtilTimeout: 5_000 })

const preview: Preview = {
  loaders: [mswLoader()],
  parameters: { a11y: { test: 'error' } },
}

export default preview
