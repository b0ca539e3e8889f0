/** Whether node_modules holds what package-lock.json asks for, read from npm's own record of what it installed. */
export declare function packagesAreThere(root: string): boolean
/** Installs exactly what package-lock.json says. */
export declare function installPackages(root: string): Promise<void>
