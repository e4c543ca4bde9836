import { type ReactNode, useState } from 'react'
import type { ListedProduct } from '../../wire/product.ts'
import { Price } from '../money/Price.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { cartStore } from '../shop/cartStore.ts'
import { shopClient } from '../shop/shopClient.ts'
import { useCart } from '../shop/useCart.ts'
import { useLoaded } from '../shop/useLoaded.ts'

/** The shelves. */
export function HomePage(): ReactNode {
  const products = useLoaded(shopClient.loadProducts)
  const [added, setAdded] = useState<string>()
  return (
    <div className="page page-wide">
      <div className="hero">
        <PageTitle tab="Woven for the house" className="hero-title">
          Woven slowly, for everyday.
        </PageTitle>
        <p className="hero-text">
          Linen, wool and cotton from small mills: six things for the house that get better with use.
        </p>
      </div>
      <h2 className="unseen">All products</h2>
      {products.status === 'loading' && <ProductSkeleton />}
      {products.status === 'error' && <Trouble onRetry={products.retry}>The products did not load.</Trouble>}
      {products.status === 'ready' && (
        <ul className="products">
          {products.value.products.map((product, index) => (
            <ProductCard key={product.id} product={product} isFirst={index < 2} onAdded={setAdded} />
          ))}
        </ul>
      )}
      <div className="toast-place" role="status">
        {added && (
          <p className="toast">
            <span>{added} is in your cart.</span>
            <Link to="/cart">View cart</Link>
          </p>
        )}
      </div>
    </div>
  )
}

const troubles = {
  other: 'That did not work. Please try again.',
  cookies: 'That did not work: your browser blocks cookies.',
}

interface ProductCardProps {
  product: ListedProduct
  /** Seen without scrolling: its picture is fetched at once. */
  isFirst: boolean
  onAdded: (name: string) => void
}

function ProductCard({ product, isFirst, onAdded }: ProductCardProps): ReactNode {
  const view = useCart()
  const [failed, setFailed] = useState(false)
  const lines = view.status === 'ready' ? view.cart.lines : []
  const inCart = lines.find((line) => line.productId === product.id)?.quantity ?? 0
  const add = async () => {
    // Without cookies the shop takes it, and nobody's cart holds it.
    const taken = navigator.cookieEnabled && (await cartStore.setQuantity(product.id, inCart + 1))
    setFailed(!taken)
    if (taken) onAdded(product.name)
  }
  return (
    <li className={product.price.value === 0 ? 'product product-wide' : 'product'}>
      <img src={product.image} alt="" width="480" height="600" loading={isFirst ? 'eager' : 'lazy'} />
      <div className="product-head">
        <h3>{product.name}</h3>
        <p>
          <Price money={product.price} />
        </p>
      </div>
      <p className="soft">{product.description}</p>
      <button
        type="button"
        className="button-quiet"
        aria-label={`Add to cart: ${product.name}`}
        disabled={view.status !== 'ready'}
        onClick={() => void add()}
      >
        Add to cart
      </button>
      {failed && <p role="alert">{navigator.cookieEnabled ? troubles.other : troubles.cookies}</p>}
    </li>
  )
}

function ProductSkeleton(): ReactNode {
  return (
    <ul className="products" aria-hidden="true">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <li key={key} className="product product-skeleton" />
      ))}
    </ul>
  )
}
