/** What is wrong with the configuration, in a sentence for the person at the terminal. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
