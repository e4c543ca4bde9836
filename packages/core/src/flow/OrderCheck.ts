/** Asked before an order is sent. `false`, a throw, or no answer within two minutes stops it; a PaymentError is shown as the reason. */
export type OrderCheck = () => boolean | undefined | Promise<boolean | undefined>
