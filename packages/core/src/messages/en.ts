/** English: the language that every other file is held against. `{name}` stands for a parameter. */
export const en = {
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
  'listError.session-expired':
    'Your session has ended; your cart is kept. Try again. If that does not help, reload the page.',
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
  'panelError.session-expired':
    'Your session has ended; your cart is kept. Try again. If that does not help, reload the page.',
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
  'button.save': 'Save payment method',
  'button.saving': 'Saving',
  'button.saved': 'Saved',

  // On the way to a company's page
  'redirect.text': 'We are taking you to {method}. Your order is kept, and you come back here afterwards.',
  'redirect.slow':
    'This takes longer than usual. You can go on waiting, or end this payment and choose another way to pay.',

  // While the outcome of an order is looked for
  'checking.text': 'We are checking what became of your payment. You do not need to pay again.',
  'checking.offline':
    'You are offline. As soon as you are back we check what became of your payment. You do not need to pay again.',
  'checking.waiting':
    'This payment waits for you. You can finish it, or end it and choose another way to pay.',
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

  // Another payment of the same order that is not finished
  'blocked.title': 'Another payment is still open',
  'blocked.text':
    'A payment by {method} is still open, perhaps in another window. If you finish it there, this page follows by itself.',
  'blocked.unnamed':
    'It was begun before, perhaps in another window. If you finish it there, this page follows by itself.',
  'blocked.ends': 'If you pay here, it ends, so that you do not pay twice.',
  'blocked.pay': 'End it and pay {amount}',
  'blocked.place': 'End it and place the order',
  'blocked.save': 'End it and save',
  'blocked.own': 'End it',
  'blocked.ended': 'Now pay with the {method} button. The other payment ends with it.',
  'blocked.display': 'Show how to finish it',
  // The other one is an order that is paid later
  'standing.title': 'Your order is already placed',
  'standing.text': 'It is to be paid by {method}. You do not have to do anything else here.',
  'standing.unnamed': 'It is to be paid later. You do not have to do anything else here.',
  'standing.ends': 'If you pay here instead, that way to pay ends. Your order is kept.',
  'standing.pay': 'Pay {amount} instead',
  'standing.place': 'Change the way to pay',
  'standing.own': 'Pay this way instead',

  // The status, read to shoppers
  'status.label': 'Payment status',
  'status.loading': 'Looking up your payment',
  'status.unknown': 'In progress',
  'status.open': 'Received',
  'status.pending': 'Confirming',
  'status.authorized': 'Paid',
  'status.paid': 'Paid',
  'status.placed': 'Placed',
  'status.partially_paid': 'Partly paid',
  'status.partially_refunded': 'Partly refunded',
  'status.refunded': 'Refunded',
  'status.charged_back': 'Charged back',
  'status.failed': 'Not paid',
  'status.canceled': 'Canceled',
  'status.expired': 'Expired',
  'status.free': 'Placed',
  'status.saved': 'Saved',
  'status.back': 'Choose another way to pay',
  'statusHint.unknown': 'This page follows your payment by itself.',
  'statusHint.open': 'We have received your order. News of the payment appears here by itself.',
  'statusHint.pending': 'Your payment is being confirmed. You can leave this page; your order is kept.',
  'statusHint.waiting': 'We are waiting for your payment. Please pay as described below.',
  'statusHint.authorized': 'Thank you. Your payment has arrived.',
  'statusHint.paid': 'Thank you. Your payment has arrived.',
  'statusHint.placed': 'Thank you. Your order is placed. You pay for it later.',
  'statusHint.free': 'Thank you. Your order is placed, and there was nothing to pay.',
  'statusHint.saved': 'Your payment method is saved for next time.',
  'statusHint.overpaid': 'Your payment has arrived twice. What was paid too much is sent back to you.',
  'statusHint.partially_paid': 'A part is paid. Please pay the rest.',
  'statusHint.partially_refunded': '{amount} has been sent back to you.',
  'statusHint.refunded': 'Your money has been sent back to you.',
  'statusHint.charged_back': 'Your bank has taken the payment back. Please contact the shop.',
  'statusHint.failed': 'The payment did not go through. Nothing was charged. You can try again.',
  'statusHint.canceled': 'The payment was canceled. Nothing was charged. You can try again.',
  'statusHint.expired': 'The payment took too long and has ended. Nothing was charged. You can try again.',
  'statusError.unknown': 'The status could not be loaded. Your order is not affected.',
  'statusError.session-expired': 'Your session has ended. Reload the page to see your order.',
  'statusError.not-found': 'We do not know this payment.',
  'connection.connecting': 'Connecting',
  'connection.live': 'Updates by itself',
  'connection.polling': 'Updates every few seconds',
  'connection.closed': 'Not updating. Reload the page to see the newest status.',

  // The challenge
  'challenge.title': 'Confirm your payment',
  'challenge.close': 'Cancel payment',

  // What is shown while a payment waits for the shopper
  'display.instructions': 'How to pay',
  'display.bank-transfer': 'Transfer the amount to this account',
  'display.iban': 'IBAN',
  'display.bic': 'BIC',
  'display.beneficiary': 'Account holder',
  'display.reference': 'Reference',
  'display.referenceHint': 'Use this reference, so that we can match your payment.',
  'display.amount': 'Amount',
  'display.expires': 'Please pay before {date}.',
  'display.qr': 'Scan the code with your banking app.',
  'display.qrImage': 'QR code',
  'display.qrFailed': 'The code could not be drawn.',
  'display.voucher': 'Pay with this reference',
  'display.openVoucher': 'Open the voucher',
  'display.openApp': 'Open your app',
  'display.newTab': 'opens in a new tab',
  'display.countdown': 'Time left',
  'display.timeLeft': '{time} left to pay.',
  'display.over': 'The time to pay is over. We are checking what became of your payment.',
  'display.await': 'Confirm the payment in your app. This page follows by itself.',

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
