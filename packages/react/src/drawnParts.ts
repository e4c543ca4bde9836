// One chunk: what is drawn once the list has come. Its code is fetched beside the list, so the page asks for the list sooner.
export { PaymentMethodChoice } from './payment-method-selector/PaymentMethodChoice.tsx'
export { PlaceOrderControls } from './place-order-button/PlaceOrderControls.tsx'
