"""What is published, as routes: pages, versions, studies, searches and files of them."""
