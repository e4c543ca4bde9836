import { type ReactNode, useEffect, useRef, useState } from 'react'

const name = 'company-window'

/** Shows the window that a company opens as a frame in the page: a story has no other window that answers it. */
export function CompanyWindow(): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const { open } = window
    window.open = (url) => {
      setIsOpen(true)
      return open.call(window, url, name)
    }
    return () => {
      window.open = open
    }
  }, [])
  // A frame cannot close itself; here it goes as a window would.
  const onLoad = (): void => {
    const opened = frame.current?.contentWindow
    if (!opened || opened.location.href === 'about:blank') return
    opened.close = () => {
      setIsOpen(false)
      opened.location.replace('about:blank')
    }
  }
  return (
    <iframe
      ref={frame}
      name={name}
      title="The company’s window"
      className="stage-window"
      hidden={!isOpen}
      onLoad={onLoad}
    />
  )
}
