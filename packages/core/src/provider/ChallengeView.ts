import type { ChallengeRoom } from './ChallengeHost.ts'

/** The dialog that a provider asked for. The page attaches an empty element to it. */
export type ChallengeView = { status: 'closed' } | { status: 'open'; room: ChallengeRoom }
