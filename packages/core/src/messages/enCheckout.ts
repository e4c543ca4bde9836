/** The words of the checkout, in English: the list, the button, what is asked, and why something came back. */
export const enCheckout = {
  // The list
  'list.label': 'Payment method',
  'list.loading': 'Loading payment methods',
  'list.empty': 'There is no way to pay for this order yet.',
  'list.emptyHint': 'Check the country and the currency, or contact the shop.',
  'list.surcharge': '+ {amount}',
  'list.stored': 'Saved payment methods',

  // What is paid already by another method
  'parts.label': 'Already covered',
  'parts.due': 'Left to pay',
  'parts.remove': 'Remove',
  'parts.removeTitle': 'Remove {title}',
  'parts.removing': 'Removing {title}',
  'parts.removed': '{title} has been taken off.',
  'parts.kept': '{title} could not be taken off. Please try again.',

  // Buttons of wallets above the list
  'express.label': 'Express checkout',
  'express.or': 'Or pay another way',

  // Methods that a customer keeps
  'stored.label': 'Saved payment methods',
  'stored.loading': 'Loading your saved payment methods',
  'stored.empty': 'You have no saved payment methods.',
  'stored.ending': 'ending in {last4}',
  'stored.expiry': 'Expires {expiry}',
  'stored.delete': 'Delete',
  'stored.deleteTitle': 'Delete {title}',
  'stored.confirm': 'Delete {title}?',
  'stored.keep': 'Keep',
  'stored.deleting': 'Deleting',
  'stored.deleted': '{title} has been deleted.',
  'stored.kept': '{title} could not be deleted. Please try again.',
  'store.label': 'Save this payment method for next time',

  // What the page asks to agree to
  'terms.missing': 'Please tick this box to go on.',

  // Why the list did not come
  'listError.unknown': 'The payment methods could not be loaded. Please try again.',
  'listError.offline': 'You are offline. Connect to the internet and try again.',
  'listError.timeout': 'The shop takes too long to answer. Please try again.',
  'listError.session-expired': 'Your session has ended. Try again, or reload the page; your cart is kept.',
  'listError.orchestrator-unavailable': 'Payments are not available right now. Please try again in a minute.',
  'listError.rate-limited': 'That was a little fast. Wait a moment and try again.',

  // Why methods are not offered: each reason once, for however many
  'unavailable.unknown': 'Some payment methods are not available for this order.',
  'unavailable.currency': 'Some payment methods do not accept this currency.',
  'unavailable.country': 'Some payment methods are not available in your country.',
  'unavailable.below-minimum': 'This order is too small for some payment methods.',
  'unavailable.above-maximum': 'This order is too large for some payment methods.',
  'unavailable.disabled': 'Some payment methods are switched off at the moment.',
  'unavailable.provider-error': 'Some payment methods cannot be reached at the moment.',
  'unavailable.wallet-unsupported': 'Some payment methods do not work in this browser.',
  'unavailable.no-component': 'Some payment methods cannot be used on this page.',

  // The panel of the chosen method
  'panel.loading': 'Loading {method}',
  'panel.nothing': 'Nothing to fill in. You place the order with the button below.',
  'panel.offline': 'You pay later. Place the order with the button below.',
  'panel.free': 'There is nothing to pay. Place the order with the button below.',
  'panel.setup': 'Nothing to fill in. Save it with the button below.',
  'panel.ownButton': 'Pay with the {method} button below.',
  'panelError.unknown': '{method} could not be loaded. Try again or choose another method.',
  'panelError.configuration': '{method} is not set up correctly. Please choose another method.',
  'panelError.offline': 'You are offline. Connect to the internet and try again.',
  'panelError.provider_unavailable': '{method} does not answer. Try again or choose another method.',
  'panelError.script-blocked':
    '{method} was blocked. If you use an ad blocker, allow this page and try again, or choose another method.',
  'panelError.script-timeout': '{method} takes too long to load. Try again or choose another method.',
  'panelError.script-broken': '{method} does not work right now. Try again or choose another method.',
  'panelError.session-expired': 'Your session has ended. Try again, or reload the page; your cart is kept.',
  'panelError.method-unavailable': '{method} is no longer available. Please choose another method.',

  // The button
  'button.pay': 'Pay {amount}',
  'button.place': 'Place order',
  'button.collecting': 'Checking your details',
  'button.validating': 'Placing your order',
  'button.acting': 'Waiting for your confirmation',
  'button.confirming': 'Confirming your payment',
  'button.leaving': 'Taking you to pay',
  'button.done': 'Order placed',
  'button.own': 'Now pay with the {method} button.',
  'button.save': 'Save payment method',
  'button.saving': 'Saving',
  'button.saved': 'Saved',

  // On the way to a company's page, and while the outcome is looked for
  'redirect.text': 'We are taking you to {method}. Your order is kept, and you come back here afterwards.',
  'redirect.slow': 'This takes longer than usual. You can wait, or choose another way to pay.',
  'checking.text': 'We are checking what became of your payment. You do not need to pay again.',
  'checking.offline': 'You are offline. We check again once you are back. You do not need to pay again.',
  'checking.waiting': 'This payment waits for you. You can finish it, or choose another way to pay.',
  'checking.canceling': 'Ending this payment',

  // Why the button cannot be pressed
  'reason.unknown': 'This cannot be ordered yet.',
  'reason.no-method': 'Choose a payment method.',
  'reason.loading': 'One moment, the payment method is loading.',
  'reason.incomplete': 'Fill in your payment details.',
  'reason.busy': 'Your order is being placed.',
  'reason.done': 'Your order is placed.',
  'reason.panel-error': 'This payment method could not be loaded. Choose another one.',
  'reason.own-button': 'Use the button of the payment method.',
  'reason.reviewing': 'The total has changed. Accept it first.',
  'reason.offline': 'You are offline. You can go on here as soon as you are back; nothing has been sent.',
  'reason.part-leaving': 'One moment, what you took off is being given back.',
  'reason.consent': 'Please agree to what is asked above first.',

  // Why a try came back
  'refusal.unknown': 'The payment did not go through. Nothing was charged. Please try again.',
  'refusal.declined':
    'Your payment was declined. Nothing was charged. Try again, use another card or choose another method.',
  'refusal.insufficient_funds':
    'There is not enough money on this card or account. Nothing was charged. Please use another one.',
  'refusal.authentication_failed':
    'The payment could not be confirmed with your bank. Nothing was charged. Try again or choose another method.',
  'refusal.canceled': 'You canceled the payment. Nothing was charged.',
  'refusal.invalid_data': 'Please check your payment details.',
  'refusal.network': 'The connection was lost before your order was placed. Please try again.',
  'refusal.provider_unavailable':
    'The payment company does not answer. Nothing was charged. Try again or choose another method.',
  'refusal.expired': 'The payment took too long and has ended. Nothing was charged. Please try again.',
  'refusal.configuration': 'This payment method is not set up correctly. Please choose another one.',
  'refusal.offline': 'You are offline. Your order was not sent. Connect to the internet and try again.',
  'refusal.timeout': 'The shop takes too long to answer. Please try again.',
  'refusal.session-expired': 'Your session has ended. Reload the page; your cart is kept.',
  'refusal.order-invalid': 'Something in your order has to be changed first. Please check your cart.',
  'refusal.method-unavailable': 'This payment method is no longer available. Please choose another one.',
  'refusal.rate-limited': 'That was a little fast. Wait a moment and try again.',
  'refusal.orchestrator-unavailable': 'Payments are not available right now. Please try again in a minute.',
  'refusal.attempt-in-progress': 'Another payment for this order is under way. Please wait until it is done.',
  'refusal.already-paid': 'This order is paid already. You do not need to pay again.',
  'refusal.attempt-burnt': 'That try has ended. Nothing was charged. Please try again.',
  'refusal.not-found': 'This order can no longer be paid here. Reload the page.',

  // A total that changed
  'review.title': 'The total has changed',
  'review.text': 'The new total is {amount}. Nothing has been charged.',
  'review.accept': 'Continue with {amount}',

  // Another payment of the same order that is not finished, or an order that stands and is paid later
  'blocked.title': 'Another payment is still open',
  'blocked.text': 'A payment by {method} is still open, perhaps in another window.',
  'blocked.ends': 'Finish it there and this page follows. If you pay here, it ends: you do not pay twice.',
  'blocked.pay': 'End it and pay {amount}',
  'blocked.place': 'End it and place the order',
  'blocked.own': 'End it',
  'standing.title': 'Your order is already placed',
  'standing.text': 'It will be paid by {method}. You do not have to do anything else here.',
  'standing.ends': 'If you pay here instead, that way to pay ends. Your order is kept.',
  'standing.pay': 'Pay {amount} instead',
  'standing.own': 'Pay this way instead',

  // The challenge
  'challenge.title': 'Confirm your payment',
  'challenge.close': 'Cancel payment',

  // The form of a gift card, drawn by its provider
  'gift.number': 'Gift card number',
  'gift.pin': 'PIN',
  'gift.check': 'Check balance',
  'gift.checking': 'Checking the balance',
  'gift.balance': 'Balance: {amount}',
  'gift.rest': 'You pay the remaining {amount} with another method.',
  'gift.error.invalid_number': 'We do not know this card. Please check the number.',
  'gift.error.invalid_pin': 'The PIN does not match. Please check it.',
  'gift.error.unavailable': 'The balance could not be checked. Please try again.',

  // Everywhere
  'part.error': 'This part of the page could not be loaded. Please try again.',
  'action.retry': 'Try again',
  'action.copy': 'Copy',
  'action.copyValue': 'Copy {label}',
  'action.copied': 'Copied',
} as const
