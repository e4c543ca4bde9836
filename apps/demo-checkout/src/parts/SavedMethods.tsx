import {
  PaymentMethodSelector,
  PlaceOrderButton,
  StoredMethods,
  Terms,
  useStoredMethods,
} from '@payloom/react'
import { type ReactNode, useState } from 'react'
import { PaymentScope } from './PaymentScope.tsx'

/** The ways to pay that a customer keeps, and a way to keep another one without buying anything. */
export function SavedMethods(): ReactNode {
  const { refetch } = useStoredMethods({ scope: 'account' })
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <StoredMethods />
      {isAdding ? (
        <PaymentScope kind="setup">
          <NewMethod
            onDone={() => {
              setIsAdding(false)
              void refetch()
            }}
            onLeave={() => setIsAdding(false)}
          />
        </PaymentScope>
      ) : (
        <p>
          <button type="button" className="button-quiet" onClick={() => setIsAdding(true)}>
            Add a card
          </button>
        </p>
      )}
    </>
  )
}

function NewMethod({ onDone, onLeave }: { onDone: () => void; onLeave: () => void }): ReactNode {
  return (
    <div className="new-method">
      <h3>A new card</h3>
      <PaymentMethodSelector skeletonRows={1} />
      <Terms name="mandate">
        Loom &amp; Thread may keep this card and charge it for orders that I place. I can delete it here at
        any time.
      </Terms>
      <PlaceOrderButton onOrder={onDone} />
      <button type="button" className="button-quiet" onClick={onLeave}>
        Not now
      </button>
    </div>
  )
}
