// The types of `import '@payloom/react/styles.css'`: it is imported for its effect.
export {}
