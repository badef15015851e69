import styles from './opening.module.css'

/** While a dialog comes: heard at once, and seen where it takes long, as when the server is away. */
export function Opening() {
  return (
    <div className={styles.opening} role="status">
      Opening…
    </div>
  )
}
