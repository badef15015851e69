import { Component, type ReactNode } from 'react'
import { Button } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'
import { useDocumentTitle } from '@/ui/page-header'

/** Catches a bug of a page, so that the rest of the dashboard stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('Something threw nothing') }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <ErrorPage error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}

/**
 * Catches what fails beside the page, such as code of an older version that is gone: nothing is shown in
 * its place, and the page with all that was typed into it stays.
 */
export class BesideBoundary extends Component<
  { children: ReactNode; onError: () => void },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch() {
    this.props.onError()
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children
  }
}

function ErrorPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useDocumentTitle('Something went wrong')
  const isOldVersion = error instanceof Error && /dynamically imported module/.test(error.message)
  return (
    <div role="alert">
      <h1 className="ts-sr">Something went wrong</h1>
      {isOldVersion ? (
        <EmptyNote
          title="This page could not be loaded"
          actions={
            <Button variant="primary" onClick={() => window.location.reload()}>
              Reload
            </Button>
          }
        >
          <p>The server may be away, or a new version of Tagstream may have been installed.</p>
        </EmptyNote>
      ) : (
        <EmptyNote
          title="This page stopped working"
          actions={
            <>
              <Button variant="primary" onClick={onRetry}>
                Show it again
              </Button>
              <Button variant="secondary" onClick={() => window.location.reload()}>
                Reload
              </Button>
            </>
          }
        >
          <p>This is a fault of Tagstream, not of your image streams. Nothing was changed.</p>
          <p className="ts-blank__detail">
            {error instanceof Error ? error.message : String(error)}
          </p>
        </EmptyNote>
      )}
    </div>
  )
}
