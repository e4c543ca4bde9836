import type { Product } from './product.ts'

/** Everything on the shelves, in the order of the shop's front page. */
export const catalogue: readonly Product[] = [
  {
    id: 'linen-throw',
    name: 'Linen throw',
    material: 'Stonewashed flax',
    description: 'Woven in a loose twill, heavy enough for a sofa and light enough for a summer bed.',
    image: '/products/linen-throw.svg',
    prices: { EUR: 8900, USD: 9800, JPY: 14200, KWD: 29_500 },
  },
  {
    id: 'wool-blanket',
    name: 'Wool blanket',
    material: 'Lambswool',
    description: 'A check in undyed wool with an indigo line, brushed once on each side.',
    image: '/products/wool-blanket.svg',
    prices: { EUR: 14_900, USD: 16_400, JPY: 23_800, KWD: 49_250 },
  },
  {
    id: 'tea-towels',
    name: 'Tea towels, pair',
    material: 'Cotton and linen',
    description: 'Two towels with a woven stripe and a loop. They dry better after every wash.',
    image: '/products/tea-towels.svg',
    prices: { EUR: 1850, USD: 2050, JPY: 2950, KWD: 6125 },
  },
  {
    id: 'cushion-cover',
    name: 'Cushion cover',
    material: 'Handspun cotton',
    description: 'A diamond pattern picked up by hand, with a hidden button band. 50 × 50 cm.',
    image: '/products/cushion-cover.svg',
    prices: { EUR: 4200, USD: 4600, JPY: 6700, KWD: 13_875 },
  },
  {
    id: 'table-runner',
    name: 'Table runner',
    material: 'Half linen',
    description: 'Four dyed bands on natural ground, with a knotted fringe. 40 × 180 cm.',
    image: '/products/table-runner.svg',
    prices: { EUR: 3600, USD: 3950, JPY: 5750, KWD: 11_900 },
  },
  {
    id: 'waffle-towel',
    name: 'Waffle bath towel',
    material: 'Long-staple cotton',
    description: 'A deep honeycomb that drinks a lot of water and takes little room on the rail.',
    image: '/products/waffle-towel.svg',
    prices: { EUR: 3400, USD: 3750, JPY: 5450, KWD: 11_250 },
  },
  {
    id: 'fabric-samples',
    name: 'Fabric samples',
    material: 'Six swatches on a card',
    description: 'Feel the cloth first: a hand-sized piece of every weave, sent to you for nothing.',
    image: '/products/fabric-samples.svg',
    prices: { EUR: 0, USD: 0, JPY: 0, KWD: 0 },
  },
]

/** The product of an id, if the shop has one. */
export function findProduct(id: string): Product | undefined {
  return catalogue.find((product) => product.id === id)
}
