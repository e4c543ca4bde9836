/** Where a shop process is made to die, on the way of one event. */
export const deathPlaces = ['after-store', 'after-handler', 'after-ack', 'before-sse-write'] as const

export type DeathPlace = (typeof deathPlaces)[number]

export function isDeathPlace(text: string | null): text is DeathPlace {
  return deathPlaces.some((place) => place === text)
}

/** A place to die at. */
export interface Trap {
  set(place: DeathPlace): void
  /** SIGKILL, if the trap is set at this place. */
  pass(place: DeathPlace): void
}

export function createTrap(): Trap {
  let set: DeathPlace | undefined
  return {
    set(place) {
      set = place
    },
    pass(place) {
      if (place === set) process.kill(process.pid, 'SIGKILL')
    },
  }
}
