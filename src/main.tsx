import '@patternfly/react-core/dist/styles/base.css'
import '@/ui/tagstream.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import { followSystemTheme } from '@/ui/theme'

followSystemTheme()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
