/** The pages use the lab's own compiled modules (dist/), so that page and lab run the same code. */
export default { serverExternalPackages: ["mongodb"] };
