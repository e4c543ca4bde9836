import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { OfficePage } from './OfficePage.tsx'
import './office.css'

/** Draws the back office in the place of the shop. */
export function openOffice(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <OfficePage />
    </StrictMode>,
  )
}
