import { configure } from '@testing-library/react'

// The longest wait, not the usual one: a busy machine shows a part late.
configure({ asyncUtilTimeout: 5_000 })
