import { createShopClient, type ShopClient } from './createShopClient.ts'

/** The page's own client. */
export const shopClient: ShopClient = createShopClient((input, init) => fetch(input, init))
