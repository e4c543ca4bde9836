import { createOfficeClient, type OfficeClient } from './createOfficeClient.ts'

/** The page's own client. */
export const officeClient: OfficeClient = createOfficeClient((input, init) => fetch(input, init))
