import { type ReactNode, useState } from 'react'
import { OrderList } from '../parts/OrderList.tsx'
import { PaymentScope } from '../parts/PaymentScope.tsx'
import { SavedMethods } from '../parts/SavedMethods.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { useVisitor } from '../shop/useVisitor.ts'
import { visitorStore } from '../shop/visitorStore.ts'

/** What a customer keeps with the shop. */
export function AccountPage(): ReactNode {
  const visitor = useVisitor()
  return (
    <div className="page">
      <PageTitle>Your account</PageTitle>
      {visitor.status === 'unknown' && <p className="soft">Loading your account…</p>}
      {visitor.status === 'ready' && !visitor.isSignedIn && <SignIn />}
      {visitor.status === 'ready' && visitor.isSignedIn && (
        <>
          <section className="order-part" aria-labelledby="saved">
            <h2 id="saved">Ways to pay</h2>
            <PaymentScope>
              <SavedMethods />
            </PaymentScope>
          </section>
          <section className="order-part" aria-labelledby="orders">
            <h2 id="orders">Your orders</h2>
            <OrderList />
          </section>
        </>
      )}
    </div>
  )
}

function SignIn(): ReactNode {
  const [failed, setFailed] = useState(false)
  const press = async () => setFailed(!(await visitorStore.signIn()))
  return (
    <div className="empty">
      <p>
        Sign in to see your orders and to keep a card for the next one. This is a demo: there is no password.
      </p>
      {failed && <Trouble>Signing in did not work. Please try again.</Trouble>}
      <button type="button" className="button" onClick={() => void press()}>
        Sign in to your account
      </button>
    </div>
  )
}
