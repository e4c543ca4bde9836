import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// The longest wait, not the usual one: a busy machine shows a part late.
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)
