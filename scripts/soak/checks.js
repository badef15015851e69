/** Counts what holds and what does not, and says the latter at once. */
export class Checks {
  passed = 0
  failed = 0

  /**
   * One check: it holds where there are no problems.
   *
   * @param {string} name
   * @param {string[]} problems
   */
  add(name, problems) {
    if (problems.length === 0) {
      this.passed += 1
      return
    }
    this.failed += 1
    console.log(`FAILED ${name}`)
    for (const problem of problems.slice(0, 8)) console.log(`    ${problem.slice(0, 600)}`)
    if (problems.length > 8) console.log(`    … and ${problems.length - 8} more`)
  }
}

/**
 * The middle one; of an even number, the upper of the two.
 *
 * @param {number[]} numbers
 */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
