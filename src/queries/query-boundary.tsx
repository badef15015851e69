import { QueryErrorResetBoundary, useQueryClient } from '@tanstack/react-query'
import { Component, type ReactNode, Suspense, useEffect } from 'react'
import {
  ApiError,
  isForbidden,
  isNotFound,
  isTransient,
  isUnauthorized,
  isUnreachable,
} from '@/api/api-error'
import { ErrorState, ForbiddenState, NotFoundState } from '@/ui/error-state'
import { PageSkeleton } from '@/ui/skeleton'
import { useStanding } from './signed-out'

interface QueryBoundaryProps {
  /** Shown until everything inside has data; shaped like what will replace it. */
  fallback?: ReactNode
  /** What is read inside, as in "The image"; said where it does not exist. */
  what?: string
  children: ReactNode
}

/**
 * Inside a QueryBoundary data is simply there: waiting and failing are handled here, once. An outage
 * ends by itself: the read that failed is repeated quietly, and its failure stays readable until the
 * data is there. Bugs pass through.
 */
export function QueryBoundary({
  fallback,
  what = 'What you look for',
  children,
}: QueryBoundaryProps) {
  const { returns } = useStanding()
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorCatcher what={what} returns={returns} onReset={reset}>
          <Suspense fallback={fallback ?? <PageSkeleton />}>{children}</Suspense>
        </ErrorCatcher>
      )}
    </QueryErrorResetBoundary>
  )
}

interface ErrorCatcherProps {
  what: string
  /** Counts up when somebody signed in again. */
  returns: number
  onReset: () => void
  children: ReactNode
}

/** A class, because React has no hook for catching what a child throws. */
class ErrorCatcher extends Component<ErrorCatcherProps, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate(before: ErrorCatcherProps) {
    if (before.returns !== this.props.returns && this.state.error !== null) this.retry()
  }

  retry = () => {
    this.props.onReset()
    this.setState({ error: null })
  }

  replace = (error: unknown) => this.setState({ error })

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (!(error instanceof ApiError)) throw error
    return (
      <>
        {isTransient(error) && (
          <Recovery error={error} onData={this.retry} onError={this.replace} />
        )}
        <Failed error={error} what={this.props.what} onRetry={this.retry} />
      </>
    )
  }
}

interface FailedProps {
  error: ApiError
  what: string
  onRetry: () => void
}

function Failed({ error, what, onRetry }: FailedProps) {
  // Without a Status it is not the object that is missing but the API: a cluster without image streams.
  const isApiMissing = isNotFound(error) && error.reason !== 'NotFound'
  if (isNotFound(error) && !isApiMissing) return <NotFoundState what={what} />
  if (isForbidden(error)) {
    return <ForbiddenState missing={missingRight(error.message)} detail={error.message} />
  }
  const title = isUnauthorized(error)
    ? 'Sign in to see this'
    : isUnreachable(error)
      ? 'The cluster cannot be reached'
      : isApiMissing
        ? 'The cluster does not serve this'
        : 'The cluster could not answer this'
  return <ErrorState title={title} detail={error.message} onRetry={onRetry} />
}

const PROBE_MS = 5_000

/**
 * Repeats the very read that failed, while its failure is on screen: that the cluster answers
 * something else would not mean that the data can be had.
 */
function Recovery({
  error,
  onData,
  onError,
}: {
  error: ApiError
  onData: () => void
  /** What the read says now. */
  onError: (error: unknown) => void
}) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const queries = queryClient.getQueryCache().getAll()
    const query = queries.find(({ state }) => state.error === error)
    let isOver = false
    async function probe() {
      try {
        const { options, queryKey, state } = query ?? {}
        if (options && queryKey && state?.data === undefined) {
          await queryClient.fetchQuery({ ...options, queryKey, retry: false, staleTime: 0 })
        }
        if (!isOver) onData()
      } catch (next) {
        if (!isOver) onError(next)
      }
    }
    const timer = setTimeout(probe, Math.max(PROBE_MS, (error.retryAfterSeconds ?? 0) * 1000))
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [queryClient, error, onData, onError])
  return null
}

/** `… User "dev" cannot get resource "images" in API group "g" at the cluster scope` (observed 57). */
function missingRight(message: string): string {
  const [, verb, resource, rest = ''] =
    /cannot (\S+) resource "([^"]+)"(?: in API group "[^"]*")?(.*)/s.exec(message) ?? []
  return verb && resource ? `${verb} ${resource}${rest.replaceAll('"', '')}` : 'see this'
}
