import { readTable } from './readTable.fixture.ts'

/** What the methods of a shop list, with odd ones among them: a port, a name in other letters, addresses. */
export const listedOrigins: readonly string[] = [
  'https://bank.example',
  'https://pay.bank.example:8443',
  'https://xn--bcher-kva.example',
  'https://203.0.113.7',
  'https://[2001:db8::7]',
  'https://hooks.stripe.com',
  'https://pay.stripe.com',
  'https://checkoutshopper-live.adyen.com',
  'https://checkoutshopper-test.adyen.com',
  'https://www.mollie.com',
  'https://pay.mollie.com',
  'https://www.paypal.com',
  'https://www.sandbox.paypal.com',
  'https://pay.klarna.com',
  'https://pay.playground.klarna.com',
  'https://cart.shophumm.com.au',
  'https://integration-cart.shophumm.com.au',
  'https://pay.multisafepay.com',
  'https://testpay.multisafepay.com',
]

/** Where companies send shoppers, as their answers spell it. */
export const companyRedirects: readonly string[] = readTable(`
# Stripe: a bank's page, and a second factor
https://hooks.stripe.com/redirect/authenticate/src_1N0000000000000000000000?client_secret=src_client_secret_x&source_redirect_slug=test_x
https://hooks.stripe.com/3d_secure_2/hosted?merchant=acct_1&payment_intent=pi_1&publishable_key=pk_test_1&source=payatt_1
https://pay.stripe.com/receipts/payment/CAcaFwoVYWNjdF8x
# Adyen
https://checkoutshopper-live.adyen.com/checkoutshopper/checkoutPaymentRedirect?redirectData=X3XtfGC9%21H4sIAAA%2FA%3D%3D
https://checkoutshopper-test.adyen.com/checkoutshopper/checkoutPaymentRedirect?redirectData=X6XtfGC9!Y
https://checkoutshopper-test.adyen.com/checkoutshopper/threeDS/redirect?MD=M2R&PaReq=eNpVUttygjAQ
# Mollie
https://www.mollie.com/checkout/select-issuer/ideal/7UhSN1zuXS
https://www.mollie.com/checkout/credit-card/authenticate/ds8xTq
https://pay.mollie.com/checkout/test-mode?method=ideal&token=3.abcdef
# PayPal
https://www.paypal.com/checkoutnow?token=5O190127TN364715T
https://www.sandbox.paypal.com/checkoutnow?token=5O190127TN364715T&useraction=commit
https://www.sandbox.paypal.com:443/webapps/hermes?token=EC-1
# Klarna
https://pay.klarna.com/eu/hpp/payments/2jRTDLN?flow=redirect
https://pay.playground.klarna.com/eu/hpp/payments/2jRTDLN
# Humm: a form that is posted
https://cart.shophumm.com.au/Checkout?platform=Default
https://integration-cart.shophumm.com.au/Checkout?platform=Default
# MultiSafepay
https://pay.multisafepay.com/connect/99wi0OTuiCaTY2nwEiEOybWpVx8MNwrJ75c/?lang=nl_NL
https://testpay.multisafepay.com/pay/?order_id=order%231&lang=en_US
# what a query or a fragment may say, and a port that is the usual one
https://bank.example
https://bank.example/
https://bank.example:443/pay?return=https%3A%2F%2Fshop.example%2Freturn%2Ft
https://bank.example/pay?return=https://shop.example/return/t
https://bank.example/pay#state=https://evil.example/
https://pay.bank.example:8443/pay;jsessionid=1?a=1&a=2
`)

/** Oddly written, and yet a listed company's: every browser reads them so. */
export const oddRedirects: readonly string[] = readTable(String.raw`
# schemes and slashes
HTTPS://bank.example/
hTtPs://BANK.EXAMPLE/
https:bank.example/pay
https:/bank.example/pay
https:///bank.example/pay
https:\\bank.example\pay
https:/\bank.example/pay
https:\\/\bank.example/pay
https://bank.example\@evil.example/
https://bank.example/@evil.example/
https://bank.example?@evil.example/
https://bank.example#@evil.example/
https://bank.example//evil.example/
https://bank.example/\evil.example/
https://bank.example/../..//evil.example/
https://bank.example?https://evil.example/
https://bank.example/;@evil.example:443/
# what is left out of an address wherever it stands, or at its ends
{U+0009}https://bank.example/
{U+0020}{U+000A}https://bank.example/{U+0020}
{U+0000}https://bank.example/
{U+0001}{U+001F}https://bank.example/{U+0001}
h{U+0009}t{U+000A}t{U+000D}ps://bank.example/
https:{U+0009}//bank.example/
https:/{U+000A}/bank.example/
https://ba{U+0009}nk.exa{U+000A}mple/
https://bank.example{U+000D}/
https://bank.example:4{U+0009}43/
# a name that is empty
https://@bank.example/
https://:@bank.example/
# the same name in other letters
https://%62ank.example/
https://bank%2eexample/
https://%62%61%6e%6b%2e%65%78%61%6d%70%6c%65/
https://{U+FF42}{U+FF41}{U+FF4E}{U+FF4B}.example/
https://{U+1D41B}ank.example/
https://{U+24D1}ank.example/
https://bank{U+3002}example/
https://bank{U+FF0E}example/
https://bank{U+FF61}example/
https://ba{U+00AD}nk.example/
https://ba{U+200B}nk.example/
https://ba{U+2060}nk.example/
https://ba{U+FEFF}nk.example/
https://ba{U+FE0F}nk.example/
https://ban{U+212A}.example/
https://b{U+00FC}cher.example/
https://B{U+00DC}CHER.example/
https://bu{U+0308}cher.example/
https://XN--BCHER-KVA.example/
# the same port
https://bank.example:/
https://bank.example:0443/
https://bank.example:{0*300}443/
https://pay.bank.example:08443/
# the same number
https://203.0.113.7:443/
https://203.0.113.7./
https://203.0.28935/
https://203.28935/
https://3405803783/
https://0xcb007107/
https://0xCB.0x0.0x71.0x7/
https://0313.0.0161.07/
https://{0*300}313.0.113.7/
https://{U+FF12}03.0.113.7/
https://203%2e0.113.7/
https://[2001:0DB8:0:0:0:0:0:0007]/
https://[2001:db8::0:7]/
https://[2001:db8::0.0.0.7]/
https://[2001:DB8:0::7]:443/
# paths of any kind
https://bank.example/{U+D800}
https://bank.example/?{U+202E}{U+0000}
https://bank.example/{a*8000}
https://bank.example/%zz%
`)

/** Read as a listed address by some engines, and as none by others: whoever follows one ends up at a listed origin. */
export const quirkyRedirects: readonly string[] = readTable(`
https://[2001:db8::7%5D/
https://[{U+FF12}001:db8::7]/
https://bank.example{U+3164}/
https://bank.example{U+115F}/
https://bank.example{U+FFA0}/
`)
