import { enCheckout } from './enCheckout.ts'
import { enStatus } from './enStatus.ts'

/** English: the language that every other file is held against. `{name}` stands for a parameter. */
export const en: typeof enCheckout & typeof enStatus = { ...enCheckout, ...enStatus }
