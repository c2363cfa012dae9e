/** The one server there is: PostgreSQL, embedded or somebody else's, its roles, migrations and connections. */
@NullMarked
package app.henk.platform.database;

import org.jspecify.annotations.NullMarked;
