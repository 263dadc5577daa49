/** As create-next-app leaves it, but for the database driver, which stays outside the bundle. */
export default { serverExternalPackages: ["pg"] };
