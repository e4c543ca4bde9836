export { plain } from './provider.ts'
